#!/usr/bin/env bash
# Makes an authority and a certificate each for Postgres and Redis in the folder given, unless they are there.
set -euo pipefail
cd "${1:?folder}"
[ -f authority.pem ] && exit 0
umask 077
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 \
  -subj '/CN=Vaani inside' -keyout authority.key -out authority.new
# The numbers are the users that the official images run as (redis: Alpine's).
make() { # NAME USER
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -keyout "$1.key" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA authority.new -CAkey authority.key -CAcreateserial -days 825 \
    -extfile <(printf 'subjectAltName=DNS:%s' "$1") -out "$1.pem"
  rm "$1.csr"
  chown "$2" "$1.key"
  chmod 600 "$1.key"
  chmod 644 "$1.pem"
}
make postgres 999
make redis 999
# Nobody signs with it again: new certificates come with a new authority.
rm authority.key authority.srl
chmod 644 authority.new
chmod 755 .
mv authority.new authority.pem
