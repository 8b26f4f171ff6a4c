CREATE TABLE conference (name VARCHAR(100) PRIMARY KEY);
INSERT INTO conference VALUES ('Schema Days');
