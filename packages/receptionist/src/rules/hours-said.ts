import type { BrainContext, Language } from '../brain.ts';
import { type Said, sayTime, sayWeekday } from '../language/spoken.ts';
import { listed } from './speak.ts';

interface Span {
  from: string;
  to: string;
}

/**
 * "Monday to Friday from 4:00 pm to 8:00 pm and Saturday from 10:00 am to 1:00 pm": days that are alike are said together, each session of a day by itself.
 * Of the clinic (`doctorId` null) a day goes from who comes first to who leaves last. Null where nobody has hours.
 */
export function hoursSaid(context: BrainContext, doctorId: string | null, language: Language): Said | null {
  const alike = new Map<string, { weekdays: number[]; spans: Span[] }>();
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const windows = context.clinic.doctors
      .filter(({ id }) => doctorId === null || id === doctorId)
      .flatMap(({ hours }) => hours.filter((window) => window.weekday === weekday));
    if (windows.length === 0) continue;
    const spans = doctorId === null ? [whole(windows)] : sessions(windows);
    const key = spans.map(({ from, to }) => `${from}-${to}`).join();
    const group = alike.get(key) ?? { weekdays: [], spans };
    group.weekdays.push(weekday);
    alike.set(key, group);
  }
  const groups = [...alike.values()].map(({ weekdays, spans }) =>
    glued(daysSaid(weekdays, language), language === 'en' ? ' ' : ', ', sessionsSaid(spans, language)),
  );
  return groups.length === 0 ? null : listed(groups, language, 'and');
}

function whole(windows: readonly Span[]): Span {
  const from = windows.map((window) => window.from).sort()[0] ?? '';
  const to = windows
    .map((window) => window.to)
    .sort()
    .at(-1);
  return { from, to: to ?? '' };
}

/** What touches or overlaps is one session: hours of two branches, or of two periods. */
function sessions(windows: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const { from, to } of windows.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = spans.at(-1);
    if (last === undefined || last.to < from) spans.push({ from, to });
    else if (last.to < to) last.to = to;
  }
  return spans;
}

/** "Monday to Friday", "Monday, Wednesday and Saturday". */
function daysSaid(weekdays: readonly number[], language: Language): Said {
  const [first = 1, last = 7] = [weekdays[0], weekdays.at(-1)];
  if (weekdays.length > 2 && last - first + 1 === weekdays.length) {
    const joint = { en: plainly(' to '), hi: plainly(' से '), 'hi-en': { text: ' se ', spoken: ' से ' } }[language];
    return glued(sayWeekday(first, language), joint, sayWeekday(last, language));
  }
  const names = weekdays.map((weekday) => sayWeekday(weekday, language));
  return listed(names, language, 'and');
}

const sessionsSaid = (spans: readonly Span[], language: Language): Said =>
  listed(
    spans.map(({ from, to }) => spanSaid(sayTime(from, language), sayTime(to, language), language)),
    language,
    'and',
  );

function spanSaid(from: Said, to: Said, language: Language): Said {
  if (language === 'en') {
    return { text: `from ${from.text} to ${to.text}`, spoken: `from ${from.spoken} to ${to.spoken}` };
  }
  const [se, tak] = language === 'hi' ? ['से', 'तक'] : ['se', 'tak'];
  return { text: `${from.text} ${se} ${to.text} ${tak}`, spoken: `${from.spoken} से ${to.spoken} तक` };
}

const plainly = (text: string): Said => ({ text, spoken: text });

function glued(a: Said, joint: string | Said, b: Said): Said {
  const { text, spoken } = typeof joint === 'string' ? plainly(joint) : joint;
  return { text: `${a.text}${text}${b.text}`, spoken: `${a.spoken}${spoken}${b.spoken}` };
}
