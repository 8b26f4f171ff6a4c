CREATE SEQUENCE numbers AS BIGINT START WITH 1;
-- nothing behind this
