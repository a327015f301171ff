'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import { useTrpc } from '../trpc/client.ts';

/** Names of doctors and services by their id, in the language of the page; empty while they are fetched. */
export interface Directory {
  doctorName(id: string): string;
  serviceName(id: string): string;
  /** All doctors, by name. */
  doctors: readonly { id: string; name: string }[];
}

export function useDirectory(): Directory {
  const trpc = useTrpc();
  const { data } = useQuery({ ...trpc.clinic.profile.queryOptions(), staleTime: 10 * 60_000 });
  const isHindi = useLocale() === 'hi';
  return useMemo(() => {
    const named = (list: readonly { id: string; name: string; nameHindi: string }[] = []) =>
      new Map(list.map(({ id, name, nameHindi }) => [id, isHindi && nameHindi ? nameHindi : name]));
    const [doctors, services] = [named(data?.doctors), named(data?.services)];
    return {
      doctorName: (id) => doctors.get(id) ?? '',
      serviceName: (id) => services.get(id) ?? '',
      doctors: [...doctors].map(([id, name]) => ({ id, name })),
    };
  }, [data, isHindi]);
}
