-- Optional (EV-07): off where the share is 0. Only offices, which rate many; marks are kept while a cycle is being scored.

ALTER TABLE scoring_rule
  ADD COLUMN rater_correction DECIMAL(3, 2) NOT NULL DEFAULT 0 COMMENT 'share of the distance to the mean of all that is taken away, 0-1',
  ADD COLUMN rater_least_answers INT NOT NULL DEFAULT 5 COMMENT 'a rater with fewer is not corrected';

CREATE TABLE cycle_rater (
  cycle_id BINARY(16) NOT NULL,
  marks    MEDIUMBLOB NOT NULL COMMENT 'encrypted JSON: number and sum of scores by path and rater',
  PRIMARY KEY (cycle_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
