-- Names are searched inside a region: the index has all that decides, so that no row outside the region and no row of a
-- person with another name is read.
ALTER TABLE household_member
  ADD COLUMN name_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'pinyin of the name: full and initials, a blank before each',
  ADD COLUMN account  VARCHAR(64)  NULL COMMENT 'the person''s own account, claim sub',
  ADD KEY member_name_search (region, name, name_key, household_id),
  ADD KEY member_namesake (region, birth_date, name),
  ADD KEY member_account (account);

-- Merged duplicates, with all that is needed to undo it.
CREATE TABLE household_merge (
  id                BINARY(16)   NOT NULL,
  version           BIGINT       NOT NULL,
  surviving_id      BINARY(16)   NOT NULL,
  duplicate_id      BINARY(16)   NOT NULL,
  region            VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  surviving_version BIGINT       NOT NULL COMMENT 'right after the merge',
  duplicate_version BIGINT       NOT NULL COMMENT 'right after the merge',
  before_merge      MEDIUMBLOB   NULL COMMENT 'encrypted JSON: the rows of both as they were; null once anonymised',
  reason            VARCHAR(500) NULL,
  merged_at         DATETIME(6)  NOT NULL,
  merged_by         VARCHAR(64)  NOT NULL,
  undone_at         DATETIME(6)  NULL,
  undone_by         VARCHAR(64)  NULL,
  PRIMARY KEY (id),
  KEY household_merge_surviving (surviving_id, id),
  KEY household_merge_duplicate (duplicate_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
