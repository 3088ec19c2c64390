-- What a measure pays for regularly, and a project with each of its shares. Null: it is no subsidy, or nobody said which.
ALTER TABLE measure ADD COLUMN subsidy VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NULL, ALGORITHM = INSTANT;
ALTER TABLE project ADD COLUMN subsidy VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NULL, ALGORITHM = INSTANT;
