@echo off
rem Opens the page of policyvane in the browser; the window must stay open while the page is used.
rem Files and folders dragged onto this file become a report beside them.
chcp 65001 >nul
"%~dp0policyvane.exe" %*
rem The program waits itself after what it could not do, and ends with 3 at most: more means that it could not be started.
if errorlevel 4 pause
