/** Where the interface for other systems begins. */
export const BASE_PATH = '/api/v1';
