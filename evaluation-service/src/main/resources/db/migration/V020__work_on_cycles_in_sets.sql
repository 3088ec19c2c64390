-- Opening, scoring and publishing in bounded sets. What the quota of the top band compares is kept beside the encrypted
-- trace as it was scored first: neither the quota itself nor a correction changes it, so that it can be asked again.

ALTER TABLE evaluation_cycle ADD COLUMN job_id BINARY(16) NULL COMMENT 'the last job that worked on it';

ALTER TABLE evaluation_result
  ADD COLUMN unit VARCHAR(200) NULL COMMENT 'in which the quota counts',
  ADD COLUMN composite DECIMAL(9, 6) NULL COMMENT 'null without answers',
  ADD COLUMN top BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'in the top band before the quota',
  ADD KEY evaluation_result_standing (cycle_id, subject_role, unit, top, composite);

CREATE TABLE cycle_quota (
  cycle_id BINARY(16) NOT NULL,
  borders  MEDIUMBLOB NOT NULL COMMENT 'encrypted JSON, because it holds path scores',
  PRIMARY KEY (cycle_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
