-- The house in which a household lives. Null: not known.
ALTER TABLE household
  ADD COLUMN floor_space   DECIMAL(6,2) NULL COMMENT 'square metres',
  ADD COLUMN housing_grade VARCHAR(1)   CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'A to D by the appraisal of rural housing',
  ADD COLUMN toilet        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  ALGORITHM = INSTANT;
-- apart, so that writing goes on meanwhile; reports count by it alone
ALTER TABLE household
  DROP KEY household_report,
  ADD KEY household_report (closed_on, region, type, category, main_cause, income_per_capita, housing_grade, toilet),
  ALGORITHM = INPLACE, LOCK = NONE;
