CREATE TABLE job_effect (
  job_id BINARY(16) NOT NULL,
  number INT        NOT NULL,
  KEY job_effect_job (job_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;
