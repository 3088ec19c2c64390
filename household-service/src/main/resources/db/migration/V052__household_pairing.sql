-- The pairings of a household, those without an account of the helper included. Projection of pairing events.
CREATE TABLE household_pairing (
  pairing_id    BINARY(16)  NOT NULL,
  household_id  BINARY(16)  NOT NULL,
  helper_id     BINARY(16)  NULL COMMENT 'null: confirmed before this projection knew helpers',
  main_helper   BIT(1)      NOT NULL COMMENT 'role PRIMARY',
  valid_from    DATE        NOT NULL,
  term_to       DATE        NULL COMMENT 'agreed last day',
  ended_on      DATE        NULL COMMENT 'null: under way',
  PRIMARY KEY (pairing_id),
  KEY household_pairing_household (household_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT INTO household_pairing (pairing_id, household_id, helper_id, main_helper, valid_from, term_to, ended_on)
SELECT pairing_id, MAX(household_id), NULL, 1, MIN(valid_from), NULL,
       CASE WHEN SUM(writable_to IS NULL) > 0 THEN NULL ELSE MAX(writable_to) END
  FROM household_access GROUP BY pairing_id;
