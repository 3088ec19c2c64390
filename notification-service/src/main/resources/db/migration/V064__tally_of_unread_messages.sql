-- How many messages of a full inbox were unread up to a time, so that a count walks along the later ones only. Made by the
-- first count of a day, kept by marks; a row whose reader is zero says nothing.
CREATE TABLE inbox_tally (
  account VARCHAR(64) NOT NULL,
  reader  BINARY(16)  NOT NULL COMMENT 'of which mailboxes and without which types',
  up_to   DATETIME(6) NOT NULL COMMENT 'creation of messages, included',
  unread  BIGINT      NOT NULL,
  made_at DATETIME(6) NOT NULL,
  PRIMARY KEY (account),
  KEY inbox_tally_made (made_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Marks of the messages after a tally.
ALTER TABLE message_mark
  ADD KEY message_mark_read (account, read_at);
