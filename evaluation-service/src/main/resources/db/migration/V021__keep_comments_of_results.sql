-- What was said about a subject, opened with the scores: by path, without author, time and task, in the order of the words.

ALTER TABLE evaluation_result ADD COLUMN comments MEDIUMBLOB NULL COMMENT 'encrypted JSON: {path: [comment]}';
