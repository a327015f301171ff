ALTER TYPE "message_kind" ADD VALUE 'waitlist';
ALTER TYPE "message_kind" ADD VALUE 'delay';
