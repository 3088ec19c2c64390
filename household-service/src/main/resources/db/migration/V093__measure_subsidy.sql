-- What a measure pays for regularly. Null: it is no subsidy, or nobody said which.
ALTER TABLE measure
  ADD COLUMN subsidy VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ALGORITHM = INSTANT;
