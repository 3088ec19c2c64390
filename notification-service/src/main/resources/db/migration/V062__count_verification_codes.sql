-- Verification codes that an account had sent within an hour; its row is what registrations of one account wait for.
CREATE TABLE contact_code (
  account VARCHAR(64) NOT NULL,
  since   DATETIME(6) NOT NULL,
  sent    INT         NOT NULL,
  PRIMARY KEY (account)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
