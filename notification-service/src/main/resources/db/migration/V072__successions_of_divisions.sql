-- Divisions that exactly one other took the place of. Events go on coming with the old code for a while, and kept ones
-- have it; both are found under the new one.
CREATE TABLE region_succession (
  predecessor   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  successor     VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rewrite_until DATETIME(6) NOT NULL COMMENT 'what is committed later came with the successor',
  rewritten     BIGINT      NULL COMMENT 'place in the feed up to which kept events carry the successor; null: all do',
  PRIMARY KEY (predecessor)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
