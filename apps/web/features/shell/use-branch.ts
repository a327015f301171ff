'use client';

import { keep, useKept } from './kept.ts';
import { usePerson } from './person.tsx';

/** The branch that this desk works in: a doctor's own, or what was chosen in this browser. Null: all of them, or there is one only. */
export function useBranch(): {
  branchId: string | null;
  branches: readonly { id: string; name: string }[];
  hasSeveral: boolean;
  nameOf: (branchId: string) => string;
  choose: (branchId: string | null) => void;
} {
  const { clinicId, branches } = usePerson();
  const kept = useKept(`branch-${clinicId}`);
  const hasSeveral = branches.length > 1;
  return {
    branchId: hasSeveral ? (branches.find(({ id }) => id === kept)?.id ?? null) : null,
    branches,
    hasSeveral,
    nameOf: (branchId) => branches.find(({ id }) => id === branchId)?.name ?? '',
    choose: (branchId) => keep(`branch-${clinicId}`, branchId),
  };
}
