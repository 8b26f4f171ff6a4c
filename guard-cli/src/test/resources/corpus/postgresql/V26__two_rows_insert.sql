INSERT INTO late
VALUES (1),
       (2)
;
UPDATE late SET a = a + 1 WHERE a = 2;DELETE FROM late WHERE a = 1;
