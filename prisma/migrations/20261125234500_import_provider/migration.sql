-- AlterTable
ALTER TABLE "dataset_imports" ADD COLUMN     "provider" JSONB;
