const useRows = (table: string, where: string) => `
  coalesce((SELECT json_agg(json_build_object('id', u.id, 'onDay', u.on_day, 'what', u.what, 'minutes', u.minutes)
              ORDER BY u.on_day, u.id) FROM ${table} u WHERE ${where}), '[]')`;

export const STATEMENTS = `
  SELECT s.id, s.line_id AS "lineId", s.month, s.hour_pence AS "hourPence", s.management_pence AS "managementPence",
         s.funded_pence AS "fundedPence", s.carry_before AS "carryBefore", s.carry_after AS "carryAfter",
         s.before_minutes AS "beforeMinutes", s.added_minutes AS "addedMinutes", s.returned_minutes AS "returnedMinutes",
         s.used_minutes AS "usedMinutes", s.pooled_minutes AS "pooledMinutes", s.lapsed_minutes AS "lapsedMinutes",
         s.banked_minutes AS "bankedMinutes", s.cost_pence AS "costPence", s.pool_id AS "poolId", s.state, s.query,
         l.purpose, h.name AS person, w.name AS "sentBy", (s.sent_at AT TIME ZONE 'Europe/London')::date AS "sentOn",
         a.name AS "answeredBy", o.name AS pool,
         ${useRows('fund_use', `u.line_id = s.line_id AND u.removed_at IS NULL AND u.on_day >= s.month AND u.on_day < s.month + interval '1 month'`)} AS uses,
         ${useRows('pool_use', `u.pool_id = s.pool_id AND u.on_day >= s.month AND u.on_day < s.month + interval '1 month'`)} AS "poolUses"
  FROM fund_statement s JOIN budget_line l ON l.id = s.line_id JOIN budget b ON b.id = l.budget_id
  JOIN person h ON h.id = b.holder_id JOIN person w ON w.id = s.sent_by LEFT JOIN person a ON a.id = s.answered_by
  LEFT JOIN hour_pool o ON o.id = s.pool_id`;

export const USES = `
  SELECT id, on_day AS "onDay", what, minutes FROM fund_use
  WHERE line_id = $1 AND on_day >= $2 AND on_day < $3 AND removed_at IS NULL ORDER BY on_day, id`;

const PUT = `(SELECT coalesce(sum(s.pooled_minutes), 0)::integer FROM fund_statement s
  WHERE s.line_id = m.line_id AND s.pool_id = m.pool_id AND s.state <> 'queried')`;

export const POOLS = `
  SELECT o.id, o.name, o.purpose, pool_minutes(o.id)::integer AS minutes,
         coalesce((SELECT json_agg(json_build_object('id', m.id, 'lineId', m.line_id, 'person', h.name, 'joinedOn', m.joined_on,
                     'leftOn', m.left_on, 'putMinutes', ${PUT}, 'returnedMinutes', m.returned_minutes) ORDER BY h.name, m.id)
                   FROM pool_member m JOIN budget_line l ON l.id = m.line_id JOIN budget b ON b.id = l.budget_id
                   JOIN person h ON h.id = b.holder_id WHERE m.pool_id = o.id), '[]') AS members,
         ${useRows('pool_use', `u.pool_id = o.id`)} AS uses
  FROM hour_pool o`;

export const MEMBERS = `
  SELECT m.id, m.line_id AS "lineId", h.name AS person, m.joined_on AS "joinedOn", m.left_on AS "leftOn", ${PUT} AS "putMinutes",
         m.returned_minutes AS "returnedMinutes", o.name, o.purpose, pool_minutes(o.id)::integer AS minutes
  FROM pool_member m JOIN hour_pool o ON o.id = m.pool_id JOIN budget_line l ON l.id = m.line_id
  JOIN budget b ON b.id = l.budget_id JOIN person h ON h.id = b.holder_id`;
