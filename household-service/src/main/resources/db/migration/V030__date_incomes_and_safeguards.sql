-- Lines of a statement may be dated, so that any twelve months can be added up; corrections say why.
ALTER TABLE income_line
  ADD COLUMN month DATE NULL COMMENT 'first day of the month; null: of the whole year';
ALTER TABLE income_statement
  ADD COLUMN reason VARCHAR(500) NULL COMMENT 'why it was corrected';

-- What the rules compare, kept on the household''s own row like its other figures.
ALTER TABLE household
  ADD COLUMN income_previous DECIMAL(15,2) NULL COMMENT 'per capita of the year before income_year',
  ADD COLUMN rolling_net     DECIMAL(15,2) NULL COMMENT 'net income of the twelve months before rolling_month; null: not known for all of them',
  ADD COLUMN rolling_month   DATE          NULL COMMENT 'first day of the month of identification; null: no dated lines';

-- Every change of a safeguard with the day from which it holds; never changed.
CREATE TABLE safeguard_entry (
  household_id  BINARY(16)   NOT NULL,
  id            BINARY(16)   NOT NULL,
  safeguard     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'food clothing education medicalCare housing water',
  state         VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  since         DATE         NOT NULL,
  checked_on    DATE         NULL,
  reason        VARCHAR(500) NULL,
  recorded_at   DATETIME(6)  NOT NULL,
  recorded_by   VARCHAR(64)  NOT NULL,
  PRIMARY KEY (household_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
