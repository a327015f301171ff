'use client';

import { useEffect, useRef } from 'react';
import { isOn } from '../shell/browser-choice.ts';
import { type Alert, newAlert } from './alerts.ts';
import type { BoardCall } from './board.ts';
import { playAlert } from './sounds.ts';

/** Sounds when a call begins to want a person, unless this browser's sounds are off. */
export function useAlerts(calls: readonly BoardCall[]): void {
  const told = useRef(new Map<string, Alert>());
  useEffect(() => {
    const alert = newAlert(calls, told.current);
    if (alert !== null && isOn('sounds')) void playAlert(alert);
  }, [calls]);
}
