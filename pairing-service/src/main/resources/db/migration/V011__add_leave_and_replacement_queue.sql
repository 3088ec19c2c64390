-- A helper's long leave, and who stands in meanwhile.
ALTER TABLE helper
  ADD COLUMN absent_from  DATE NULL COMMENT 'first day of a long leave',
  ADD COLUMN absent_until DATE NULL COMMENT 'first day back again';

ALTER TABLE pairing
  ADD COLUMN covers_id BINARY(16) NULL COMMENT 'the resting pairing for which it stands in',
  ADD KEY pairing_covers (covers_id);

-- Pairings whose helper leaves or is away: somebody is to be found for each. One open row per pairing.
CREATE TABLE replacement_queue (
  pairing_id BINARY(16)  NOT NULL,
  helper_id  BINARY(16)  NOT NULL,
  region     VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'division of the helped side',
  reason     VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  since      DATE        NOT NULL COMMENT 'first day without the helper',
  due        DATE        NOT NULL COMMENT 'by when somebody is to be found',
  acted      BIT(1)      NOT NULL COMMENT 'the pairing was closed or put to rest on the first day',
  queued_at  DATETIME(6) NOT NULL,
  queued_by  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (pairing_id),
  KEY replacement_queue_region (region, since, pairing_id),
  KEY replacement_queue_acted (acted, since)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
