-- it's not a text; GO on
/* nor 'this,
   over two lines; and "that" [too */
INSERT INTO conference (id, title) VALUES (1, N'It''s on; GO'); -- don't stop
go
/* a comment alone at the begin */ INSERT INTO conference (id, title) VALUES (2, N'-- no comment /* none */');
