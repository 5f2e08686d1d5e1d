/*
 * replay.c: runs a fuzz target over files, without libFuzzer: every file named, and every file directly in a directory
 * named. So the corpus, and every input that once found something, is a test with any compiler. Uses libc and POSIX.
 *
 * usage: replay_<target> FILE|DIRECTORY…
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Runs the target on a file's bytes, in a block of exactly their size, so that AddressSanitizer sees a read behind them. */
static int replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    long size = -1;
    int done = 0;

    if (file != NULL && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (size < 0)
        goto out;
    data = malloc(size > 0 ? (size_t)size : 1);
    if (data == NULL || fseek(file, 0, SEEK_SET) != 0 || fread(data, 1, (size_t)size, file) != (size_t)size)
        goto out;
    printf("%s\n", path);
    fflush(stdout);
    LLVMFuzzerTestOneInput(data, (size_t)size);
    done = 1;
out:
    if (!done)
        perror(path);
    free(data);
    if (file != NULL)
        fclose(file);
    return done;
}

/* Adds the number of inputs to `count`. False if one could not be read. */
static int replay(const char *path, size_t *count)
{
    DIR *directory = opendir(path);
    const struct dirent *entry;
    int ok = 1;

    if (directory == NULL) {
        *count += 1;
        return replay_file(path);
    }
    while (ok && (entry = readdir(directory)) != NULL) {
        char inner[4096];
        if (entry->d_name[0] == '.')
            continue;
        int length = snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        ok = length > 0 && (size_t)length < sizeof inner && replay_file(inner);
        *count += 1;
    }
    closedir(directory);
    return ok;
}

int main(int argc, char **argv)
{
    size_t count = 0;

    for (int i = 1; i < argc; i++)
        if (!replay(argv[i], &count))
            return 1;
    printf("%zu inputs\n", count);
    return count == 0;
}
