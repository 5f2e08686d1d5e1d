#!/bin/sh
# The rock inside programs that embed Lua, those that are here: nvim (LuaJIT) and nginx (LuaJIT). Uses what rock.sh installed.
# usage: hosts.sh PROJECT SCRATCH
set -eu
project=$1 modules=$2/rock/5.1/lib/lua/5.1
scratch=$2/hosts
[ -f "$modules/guarantee.so" ] || { echo "the rock for Lua 5.1 is not here: skipped"; exit 77; }
rm -rf "$scratch"
mkdir -p "$scratch/logs"
done=0

if command -v nvim >/dev/null; then
    printed=$(LUA_CPATH="$modules/?.so" nvim --headless -u NONE -i NONE \
        -c "lua print(#require('guarantee').load('$project/examples/ukraine-2025').proposals)" -c 'qa!' 2>&1)
    [ "$printed" -gt 10 ] || { echo "nvim: $printed"; exit 1; }
    done=$((done + 1))
fi

nginx_module=/usr/lib/nginx/modules/ngx_http_lua_module.so
if command -v nginx >/dev/null && command -v curl >/dev/null && [ -f $nginx_module ]; then
    cat >"$scratch/nginx.conf" <<END
load_module /usr/lib/nginx/modules/ndk_http_module.so;
load_module $nginx_module;
daemon on;
worker_processes 1;
pid $scratch/pid;
error_log $scratch/logs/error.log;
events { worker_connections 16; }
http {
    lua_package_cpath "$modules/?.so;;";
    access_log off;
    client_body_temp_path $scratch/body; proxy_temp_path $scratch/proxy; fastcgi_temp_path $scratch/fastcgi;
    uwsgi_temp_path $scratch/uwsgi; scgi_temp_path $scratch/scgi;
    init_by_lua_block { dossier = assert(require("guarantee").load("$project/examples/ukraine-2025")) }
    server {
        listen unix:$scratch/socket;
        location / { content_by_lua_block { ngx.print(assert(assert(dossier:view()):assess("us-support")):show({format = "json"})) } }
    }
}
END
    nginx -p "$scratch" -c "$scratch/nginx.conf" 2>"$scratch/logs/start" || { cat "$scratch/logs/start" "$scratch/logs/error.log"; exit 1; }
    answered=$(curl -s --unix-socket "$scratch/socket" http://localhost/ | head -c 1)
    kill "$(cat "$scratch/pid")"
    [ "$answered" = "{" ] || { echo "nginx: $answered"; cat "$scratch/logs/error.log"; exit 1; }
    done=$((done + 1))
fi

[ "$done" -gt 0 ] || { echo "no host with Lua inside (nvim, nginx with its Lua module) is installed: skipped"; exit 77; }
echo "the module works in $done hosts"
