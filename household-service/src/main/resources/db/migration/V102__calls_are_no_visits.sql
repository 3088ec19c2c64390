-- Visits are those at which people met; calls were counted as such.
UPDATE visit_household l JOIN visit v ON v.id = l.visit_id
  SET l.reached = b'0' WHERE l.reached = b'1' AND v.manner IN ('CALL', 'VIDEO');

UPDATE household h
  JOIN (SELECT DISTINCT l.household_id FROM visit_household l JOIN visit v ON v.id = l.visit_id
        WHERE v.reached = b'1' AND v.manner IN ('CALL', 'VIDEO')) called ON called.household_id = h.id
  LEFT JOIN (SELECT household_id, MAX(day) AS day FROM visit_household WHERE reached = b'1' GROUP BY household_id) met
    ON met.household_id = h.id
  SET h.last_visited_on = met.day
  WHERE EXISTS (SELECT 1 FROM visit_household l JOIN visit v ON v.id = l.visit_id
                WHERE l.household_id = h.id AND l.day = h.last_visited_on AND v.reached = b'1'
                AND v.manner IN ('CALL', 'VIDEO'))
    AND (met.day IS NULL OR met.day < h.last_visited_on);
