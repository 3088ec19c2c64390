-- Two pairings of one person come over different partitions. Who looks whether the person has grown holds the account's row
-- until the end of the transaction, so that the second one sees what the first one stored.

CREATE TABLE growth_account (
  account VARCHAR(64) NOT NULL,
  PRIMARY KEY (account)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
