-- Two roles and a database on your own PostgreSQL 15 or newer. Run once as its superuser:
--   psql -v owner_password="'…'" -v app_password="'…'" -f deploy/roles.sql
create role zhixing_owner login password :owner_password;
create role zhixing_app login password :app_password;
create database zhixing owner zhixing_owner encoding 'UTF8' template template0;
\connect zhixing
create extension if not exists ltree;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;
grant usage on schema public to zhixing_app;
alter default privileges for role zhixing_owner in schema public
  grant select, insert, update, delete on tables to zhixing_app;
alter default privileges for role zhixing_owner in schema public
  grant usage, select, update on sequences to zhixing_app;
