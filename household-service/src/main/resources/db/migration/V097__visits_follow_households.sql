-- Coverage reads the village of the household beside each visit; households that were relocated had left theirs behind.
UPDATE visit_household l JOIN household h ON h.id = l.household_id SET l.region = h.region WHERE l.region <> h.region;
