-- Households that a draft names: so that it goes with them when they are anonymised, found by an index and not by its text.
CREATE TABLE visit_draft_household (
  draft_id     BINARY(16) NOT NULL,
  household_id BINARY(16) NOT NULL,
  PRIMARY KEY (draft_id, household_id),
  KEY visit_draft_household_household (household_id, draft_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT INTO visit_draft_household (draft_id, household_id)
SELECT DISTINCT d.id, UUID_TO_BIN(n.household)
FROM visit_draft d, JSON_TABLE(d.body, '$' COLUMNS (NESTED PATH '$.householdIds[*]' COLUMNS (household CHAR(36) PATH '$'))) n
WHERE n.household IS NOT NULL
UNION
SELECT DISTINCT d.id, UUID_TO_BIN(n.household)
FROM visit_draft d, JSON_TABLE(d.body, '$' COLUMNS (NESTED PATH '$.problems[*]' COLUMNS (household CHAR(36) PATH '$.householdId'))) n
WHERE n.household IS NOT NULL;
