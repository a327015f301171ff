export { migrate, schemaFromNothing } from './migrations.ts';
export { addressOf, appRole, ensureRoles, ownerRole } from './roles.ts';
