COPY conference (name) FROM STDIN;
Java; the conference
tab\there and \\ backslash
it's \N
Ärger – naïve
\.
INSERT INTO t2 VALUES (1);
