-- Dated events of households: who lived where on which day. New columns may be null, so that registering costs nothing more.
ALTER TABLE household
  ADD COLUMN registered_on   DATE        NULL COMMENT 'first day of its file; null: the day of created_at',
  ADD COLUMN closed_on       DATE        NULL COMMENT 'first day without it; null: it exists',
  ADD COLUMN closure         VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'why it was closed',
  ADD COLUMN merged_into     BINARY(16)  NULL COMMENT 'the household that went on with it',
  ADD COLUMN wishes          VARCHAR(300) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'codes; null: none told',
  ADD COLUMN wishes_remark   VARCHAR(500) NULL,
  ADD COLUMN assets          VARCHAR(2000) NULL COMMENT 'JSON [{kind, amount, note}]; null: not recorded',
  ADD COLUMN anonymised_at   DATETIME(6) NULL,
  ADD KEY household_open (closed_on, region, id);

ALTER TABLE household_member
  ADD COLUMN joined_on DATE        NULL COMMENT 'first day in this household; null: since its registration',
  ADD COLUMN arrival   VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'how the person came; null: registered with the household',
  ADD COLUMN person_of BINARY(16)  NULL COMMENT 'the same person''s row in the household before',
  MODIFY COLUMN departure VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL;

CREATE TABLE household_event (
  household_id       BINARY(16)   NOT NULL,
  id                 BINARY(16)   NOT NULL,
  region             VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'village at the time of recording',
  kind               VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  effective_on       DATE         NOT NULL,
  members            TEXT         NOT NULL COMMENT 'JSON: ids of the persons concerned',
  other_household_id BINARY(16)   NULL COMMENT 'the other household of a split or merge',
  from_region        VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  to_region          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  reason             VARCHAR(500) NULL,
  recorded_at        DATETIME(6)  NOT NULL,
  recorded_by        VARCHAR(64)  NOT NULL,
  PRIMARY KEY (household_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
