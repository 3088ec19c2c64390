-- One item of a job about many pairings: what was asked, and what became of it. Deleted with nothing else; small and dated.
CREATE TABLE bulk_item (
  job_id     BINARY(16)   NOT NULL,
  position   INT          NOT NULL COMMENT 'place in the request, from 0',
  request    JSON         NULL COMMENT 'what was asked, ids and codes only; null where the job found its items itself',
  outcome    VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'null: not yet done',
  pairing_id BINARY(16)   NULL COMMENT 'the pairing that was made or changed',
  code       VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of the refusal',
  detail_zh  VARCHAR(500) NULL,
  detail_en  VARCHAR(500) NULL,
  reasons    JSON         NULL COMMENT 'of the refusal: code, zh, en',
  PRIMARY KEY (job_id, position)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
