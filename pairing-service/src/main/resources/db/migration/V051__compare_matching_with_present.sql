-- What each line does to the present pairings, and which pairings a run may move.
ALTER TABLE matching_line
  ADD COLUMN kind       VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'NEW' COMMENT 'KEPT CHANGED NEW OPEN',
  ADD COLUMN present_id BINARY(16) NULL COMMENT 'the present pairing that is kept or whose helper is to change';

ALTER TABLE matching
  ADD COLUMN changed INT NOT NULL DEFAULT 0 COMMENT 'present pairings whose helper is to change',
  ADD COLUMN fresh   INT NOT NULL DEFAULT 0 COMMENT 'pairings that are to begin';
