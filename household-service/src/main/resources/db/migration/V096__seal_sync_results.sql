-- Results of offline operations hold addresses, names and words: sealed as other personal data, and forgotten with their household.
ALTER TABLE sync_operation
  ADD COLUMN sealed MEDIUMBLOB NULL COMMENT 'encrypted JSON of the result',
  MODIFY COLUMN result MEDIUMTEXT NULL COMMENT 'in clear, of replicas before V096; goes with its 90 days';

-- What the client had sent is the only part that was not masked.
UPDATE sync_operation SET result = JSON_REMOVE(result, '$.conflict.client')
WHERE JSON_CONTAINS_PATH(result, 'one', '$.conflict.client');

-- Which households a result shows.
CREATE TABLE sync_household (
  household_id BINARY(16)   NOT NULL,
  account      VARCHAR(64)  NOT NULL,
  id           BINARY(16)   NOT NULL COMMENT 'of the operation',
  created_at   DATETIME(6)  NOT NULL,
  PRIMARY KEY (household_id, account, id),
  KEY sync_household_age (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
