@echo off
rem Opens the page of policyvane in the browser; the window must stay open while the page is used.
chcp 65001 >nul
"%~dp0policyvane.exe"
if errorlevel 1 pause
