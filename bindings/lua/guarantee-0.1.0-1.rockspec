-- The rock `guarantee`. In a clone or a release: cd bindings/lua && luarocks make
rockspec_format = "3.0"
package = "guarantee"
version = "0.1.0-1"
source = {
   url = "guarantee-0.1.0.tar.gz",
   dir = "guarantee-0.1.0/bindings/lua",
}
description = {
   summary = "Who proposed what security guarantee, who accepts it, and why: dossiers of proposals and positions",
   detailed = [[
      Loads dossiers of proposals, positions and their evidence, and reasons over them: who accepts a proposal, which red lines
      clash, what would have to move, whether a guarantee would hold. The C library libguarantee is inside.]],
   license = "MIT",
}
dependencies = { "lua >= 5.1, < 5.5" }
external_dependencies = {
   YAML = { header = "yaml.h" },
   UTF8PROC = { header = "utf8proc.h" },
}
build = {
   type = "make",
   build_variables = {
      CC = "$(CC)",
      CFLAGS = "$(CFLAGS)",
      LIBFLAG = "$(LIBFLAG)",
      LUA_INCDIR = "$(LUA_INCDIR)",
      YAML_INCDIR = "$(YAML_INCDIR)",
      UTF8PROC_INCDIR = "$(UTF8PROC_INCDIR)",
   },
   install_variables = {
      CC = "$(CC)",
      CFLAGS = "$(CFLAGS)",
      LIBFLAG = "$(LIBFLAG)",
      LUA_INCDIR = "$(LUA_INCDIR)",
      INST_LIBDIR = "$(LIBDIR)",
   },
   copy_directories = { "library" },
}
