INSERT INTO room VALUES (6, N'$(HOME) and
exit
:r other.sql
  GO
!!dir');
GO
-- ends with a backslash, and the next line is no part of it: C:\
-- :setvar x y
INSERT INTO room VALUES (7, N'$ (not) a variable, and $action, costs 5$(USD)');
GO
CREATE PROCEDURE costs AS
/*
:setvar x y
*/
SELECT N'$(price)' AS price;
