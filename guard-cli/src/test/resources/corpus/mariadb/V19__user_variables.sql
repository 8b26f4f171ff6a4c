SET @highest := (SELECT MAX(a) FROM t2);
INSERT INTO t2 VALUES (@highest + 1);
