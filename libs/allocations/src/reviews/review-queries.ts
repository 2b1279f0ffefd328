/**
 * When each budget with a line that goes on is to be looked at, over the day, the council, and one budget or holder. The
 * last review says when the next is due, unless the rule has become stricter; before the first full one it is the first
 * payment that counts; a personal health budget is looked at sooner after its own; and what was asked for is due at once. `next-due.ts` says the same of one.
 */
export const DUE = `
  SELECT b.id AS "budgetId", b.kind, json_build_object('id', h.id, 'name', h.name) AS holder, f.first_on AS "firstOn",
         l.held_on AS "lastOn", d.due_on AS "dueOn", NOT l.had_full AS "needsFull",
         CASE WHEN q.id IS NOT NULL THEN json_build_object('why', q.why, 'text', q.text, 'by', a.name,
           'askedOn', (q.asked_at AT TIME ZONE 'Europe/London')::date) END AS request,
         CASE WHEN d.due_on < $1::date THEN 'overdue' WHEN d.due_on <= $1::date + rule.soon_days THEN 'soon' ELSE 'later' END AS when
  FROM review_rule_on($2, $1) rule, budget b JOIN person h ON h.id = b.holder_id
  JOIN LATERAL (SELECT min(starts_on) AS first_on,
      min(starts_on) FILTER (WHERE x.deployment = 'personal_health_budget') AS health_on, bool_or(coalesce((SELECT c.from_day FROM line_change c
      WHERE c.line_id = x.id AND c.kind = 'end' AND NOT EXISTS (SELECT FROM line_change r WHERE r.replaces_id = c.id)
      ORDER BY c.recorded_at DESC, c.id DESC LIMIT 1), x.ends_on, 'infinity') >= $1::date) AS goes_on
    FROM budget_line x WHERE x.budget_id = b.id) f ON f.goes_on
  LEFT JOIN LATERAL (SELECT max(held_on) AS held_on, coalesce(bool_or(r.kind = 'full'), false) AS had_full,
      (array_agg(r.next_due_on ORDER BY r.held_on DESC, r.id DESC))[1] AS next_due_on
    FROM budget_review r WHERE r.budget_id = b.id AND r.state <> 'refused') l ON true
  LEFT JOIN review_request q ON q.budget_id = b.id AND q.review_id IS NULL LEFT JOIN person a ON a.id = q.asked_by
  CROSS JOIN LATERAL (SELECT least((q.asked_at AT TIME ZONE 'Europe/London')::date, l.next_due_on,
      CASE WHEN l.held_on IS NULL
        THEN least((f.first_on + rule.first_months * interval '1 month')::date, f.first_on + rule.early_weeks * 7)
        ELSE (l.held_on + rule.then_months * interval '1 month')::date END,
      CASE WHEN l.held_on IS NULL OR l.held_on <= f.health_on
        THEN (f.health_on + rule.health_months * interval '1 month')::date END) AS due_on) d
  WHERE ($3::uuid IS NULL OR b.id = $3) AND ($4::uuid IS NULL OR b.holder_id = $4)`;

export const REVIEWS = `
  SELECT r.id, r.budget_id AS "budgetId", json_build_object('id', h.id, 'name', h.name) AS holder, r.kind,
         r.held_on AS "heldOn", r.how, r.took_part AS "tookPart", r.own_words AS "ownWords", r.summary, r.result, r.state,
         x.purpose, r.from_day AS "fromDay", r.before_pence AS "beforePence", r.weekly_pence AS "weeklyPence",
         r.contribution_weekly_pence AS "contributionWeeklyPence", r.limit_pence AS "limitPence",
         r.next_due_on AS "nextDueOn", json_build_object('id', w.id, 'name', w.name) AS "recordedBy",
         d.name AS "decidedBy", r.decided_note AS "decidedNote",
         coalesce((SELECT json_agg(json_build_object('text', o.text, 'met', o.met, 'words', o.words) ORDER BY o.position)
                   FROM review_outcome o WHERE o.review_id = r.id), '[]') AS outcomes
  FROM budget_review r JOIN budget b ON b.id = r.budget_id JOIN person h ON h.id = b.holder_id
  JOIN person w ON w.id = r.recorded_by LEFT JOIN person d ON d.id = r.decided_by LEFT JOIN budget_line x ON x.id = r.line_id`;
