-- A household that is no more gets no pairing. Those that are known to be closed ended their pairings for that reason.
ALTER TABLE household
  ADD COLUMN closed         BIT(1)      NOT NULL DEFAULT 0,
  ADD COLUMN closed_told_at DATETIME(6) NOT NULL DEFAULT '1970-01-01 00:00:00' COMMENT 'time of the event that told it';

UPDATE household h
  JOIN (SELECT DISTINCT helped_id FROM pairing
        WHERE helped_kind = 'HOUSEHOLD' AND reason IN ('HELPED_CLOSED', 'HELPED_MERGED')) ended ON ended.helped_id = h.id
  SET h.closed = 1, h.closed_told_at = h.status_at
  WHERE NOT h.in_care;

-- What made a mentor of somebody (domain list 5.6).
ALTER TABLE helper
  ADD COLUMN mentor_source VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL;
