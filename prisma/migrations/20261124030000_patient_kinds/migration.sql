ALTER TYPE "token_kind" ADD VALUE 'abha';
ALTER TYPE "appointment_source" ADD VALUE 'import';

CREATE TYPE "import_kind" AS ENUM ('patients', 'doctors', 'appointments');
CREATE TYPE "import_status" AS ENUM ('waiting', 'running', 'done', 'failed', 'undone');
CREATE TYPE "import_row_state" AS ENUM ('waiting', 'made', 'skipped', 'failed', 'undone', 'kept');
