/** Where each step of setting up is done. */
export const placeOf = {
  clinic: '/settings/clinic',
  branch: '/settings/clinic',
  service: '/settings/services',
  doctor: '/settings/doctors',
  hours: '/settings/hours',
  'own-phone': '/settings/clinic',
  number: '/settings/phone',
  'number-rang': '/settings/phone',
  greeting: '/settings/greeting',
  'test-call': '/try',
  'second-person': '/settings/people',
} as const;

/** Where many are brought along at once, tried line by line before anything is written. */
export const doctorsFromFile = '/patients?show=import&kind=doctors';
