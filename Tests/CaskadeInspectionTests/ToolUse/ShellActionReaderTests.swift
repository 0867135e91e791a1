import TestSupport
import XCTest

@testable import CaskadeInspection

/// What a command line writes, and when it can't be understood.
final class ShellActionReaderTests: XCTestCase {
  func testWrites() {
    let rows: [Row<String, [String]>] = [
      Row("a > b 2>> c < d 3<> e &> f >| g", ["b", "c", "e", "f", "g"]),
      Row("a 2>&1 >/dev/null 2>&- >&2", []),
      Row("a >& b", ["b"]),
      Row("a > $b", ["?"]),
      Row("cd x && rm y; cd ..; rm z", ["x/y", "x/../z"]),
      Row("cd $x; rm y /z", ["?", "/z"]),
      Row("(cd x); rm y", ["y"]),
      Row("if a; then cd x; fi; rm y", ["?"]),
      Row("cd x || rm y", ["y"]),
      Row("cd x | rm y", ["y"]),
      Row("env -C x rm a; env A=1 --chdir=y rm b; sudo -D z rm c; env -C $d rm e", ["x/a", "y/b", "z/c", "?"]),
      Row("git -C x -C y rm a; git -C /z mv b c; git commit -C x; git -C x rm $d", ["x/y/a", "/z/b", "/z/c", "?"]),
      Row("cd w && git -C x rm a; git --work-tree=y rm b", ["w/x/a", "?"]), Row("chroot x rm a", ["?"]),
      Row("find . -execdir rm a \\;", ["?"]), Row("find . -exec rm a/{} +; xargs -I{} cp b {}", ["?"]),
      Row("ln -st d a b; cp -pt e a; ln --target-directory=f a", ["d", "e", "f"]),
      Row("cp -b -S.t docs/a.md src/b.py", ["src/b.py"]),
      Row("/usr/bin/time -f %e -o a make; /usr/bin/time make -o b", ["a"]),
      Row("flock a rm b; flock 9 rm c", ["a", "b", "c"]),
      Row("jq . a | sponge b; chattr +i c; setfacl -m u:a:r d; yq -i .a e", ["b", "c", "d", "?"]),
      Row("openssl x -in a -out b; gpg -o c d; ssh-keygen -f e; ssh-keygen -lf f", ["b", "c", "e"]),
      Row("git bundle create a HEAD; gcp b c; grm d; sqlite3 e 'select 1'", ["a", "c", "d", "e"]),
      Row("sh < a", ["?"]), Row("python3 < a", ["?"]), Row("uv run rm a; npx cp b c; bundle exec b", ["a", "c"]),
      Row("trap -- 'rm a' EXIT; trap - EXIT; caffeinate -t 1 rm b; gosu u rm c; fakeroot rm d", ["a", "b", "c", "d"]),
      Row("cp -r a b c/; cp -t d a; mv a b; install -m 644 a b; install -d x y", ["c/", "d", "a", "b", "x", "y"]),
      Row("ln -s a b; ln -s a; dd if=a of=b; touch -r x y; truncate -s 0 z", ["b", "?", "y", "z"]),
      Row("chmod 644 a b; mkdir -m 700 c; tee -a d; sort a -o e; find . -fprint f", ["a", "b", "c", "d", "e", "f"]),
      Row("tar xf a.tgz; tar -C x -xzf a; tar czf b.tgz c; tar tf a; tar cf - x", ["?", "x", "b.tgz"]),
      Row("curl -o a b; curl -O c; wget -O d e; wget -qO- f", ["a", "?", "d"]),
      Row("sed -i s/a/b/ x y; sed -n 's/a/b/w z' q; sed s/a/b/ r", ["x", "y", "?"]),
      Row(
        "git checkout a b; git checkout -b x; git restore c; git restore --staged d; git reset --hard",
        [
          "a", "b", "c", "?",
        ]),
      Row("git stash list; git apply --check x; git clean -n; git log; git rm a", ["a"]),
      Row("gzip -c a > b; gzip c", ["b", "c"]),
      Row("sh x.sh; python3 y.py; python3 -m pytest", ["?"]),
      Row("xargs rm", ["?"]), Row("find . | xargs npx rm", ["?"]),
      // Options among other letters, and long ones cut short.
      Row("curl -sSLo a u; curl -oa u; curl --stderr b --trace=c u; curl --outp d u", ["a", "b", "c", "d"]),
      Row("curl -sH o -A x u; curl -b jar u", []), Row("curl -H o u; sort -t o a; wget -qO- u", []),
      Row("wget -qo log -O a u; wget -Ob u", ["a", "log", "b"]), Row("sort -uo a b; sort --out=c d", ["a", "c"]),
      Row("shuf -n 1 -o a b; iconv -f x -oc d; xxd -r a b", ["a", "c", "b"]),
      Row("install -dm755 a b; install -m d c e", ["a", "b", "e"]), Row("chmod -x a; chmod -R +x b", ["a", "b"]),
      Row("sed -Ei s/a/b/ x; sed -es/a/b/ y; sed --in-p -e p z; sed -ies x w", ["x", "z", "w"]),
      Row("sed -es/a/b/w\\ out in", ["?"]), Row("sed --expression='w a' x; sed --expr p x", ["?"]),
      Row("rsync -a --log-file=l a b; rsync --remove-source-files c d", ["b", "l", "d", "?"]),
      Row("zip -rm a.zip b; tar -czf c.tgz --remove-files d", ["a.zip", "?", "c.tgz"]),
      Row("cpio -o > a; cpio -it < b; cpio -oO c", ["a", "c"]), Row("cpio -id < a", ["?"]), Row("cpio -p a", ["?"]),
      Row("7z x a", ["?"]), Row("7z l a; ar t b; jar tf c", []), Row("ar rcs a b", ["?"]),
      Row("vim a; nano b; vim +12 c; sudoedit d", ["a", "b", "c", "d"]), Row("sudo -e a", ["?"]),
      Row("kubectl cp a:b c", ["?"]), Row("docker --context c run a", ["?"]), Row("docker ps; docker image ls", []),
      Row("gh release download a", ["?"]), Row("gh pr view 1; aws s3 ls", []), Row("aws s3 cp s3://a b", ["?"]),
      Row("psql -o a -c 'select 1'; mysql --tee=b", ["a", "b"]), Row("java A.java", ["?"]),
      // Where it is, and with what name.
      Row("eval cd x; rm a", ["x/a"]), Row("builtin cd x; command cd y; rm a", ["x/y/a"]),
      Row("f() { cd x; }; f; rm a", ["?"]), Row("f() { rm b; }; f; rm a", ["b", "a"]),
      Row("env -iS 'rm a'; env --split-string='rm b' c; env -vS'rm d'; env --spl 'rm e'", ["a", "b", "c", "d", "e"]),
      Row("env -S 'rm a' 'b; rm c'", ["a", "b; rm c"]), Row("env -S \"rm $a\"", ["?"]),
      Row("sudo A=b rm a; sudo -u x B=c rm d", ["a", "d"]), Row("jobs -x rm a; jobs -l", ["a"]),
      Row("xargs -I% sh -c 'echo % > %.txt'", ["?"]), Row("xargs -IX cp a X.b; xargs -iY rm Yc", ["?"]),
      Row("xargs -I% sh -c 'echo a > b'", ["b"]),
      Row("op run --env-file x -- rm a; doppler run -- rm b; dotenv -f x run rm c; dotenv rm d", ["a", "b", "c", "d"]),
      Row("pnpm -C sub exec touch a", ["?"]), Row("uv --directory=app run tee x", ["?"]), Row("uv run tee x", ["x"]),
    ]
    for row in rows {
      XCTAssertEqual(
        ShellActionReader.read(row.input).writes, row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testWhatCantBeUnderstood() {
    let rows: [Row<String, Bool>] = [
      Row("a b | c", false), Row("$a b", true), Row("a $b", false), Row("a 'b", true), Row("a | sh", true),
      Row("sh < a", false), Row("bash <<< 'a b'", false), Row("bash <<< \"$a\"", true), Row("eval a", false),
      Row("eval $a", true), Row("sh -c \"$a\"", true), Row("sh -c 'a $b'", false), Row("node -e x", true),
      Row("node x.js -e", false), Row("python3 -", true), Row("cat x | python3", true), Row("python3 -m x -c y", false),
      Row("perl -ne x", true), Row("ruby x.rb", false), Row("awk '{print $1}' x", false),
      Row("awk 'BEGIN{system(\"a\")}'", true), Row("sed 's/a/b/e' x", true), Row("sed -n '1,$p' x", false),
      Row("sed -f x y", true), Row("git -c core.pager=a log", true), Row("git -c user.name=a log", false),
      Row("git rebase -x a b", true), Row("git rebase b", false), Row("GIT_PAGER=a git log", true),
      Row("A=1 git log", false), Row("PATH=a:$PATH b", true), Row("env LD_PRELOAD=a b", true), Row("env A=1 b", false),
      Row("export EDITOR=a", true), Row("export A=b", false), Row(". ./a", true), Row("ssh a b", true),
      Row("tar --to-command=a -xf b", true), Row("a && { b; }", false), Row("[ -f a ] && [[ -f b ]]", false),
      Row("fish -c a", true), Row("uv run a", false), Row("uv run python -c a", true), Row("poetry run sh -c $a", true),
      Row("npx -c a", true), Row("mapfile -C a b", true), Row("mapfile -t b", false), Row("hash -p a b", true),
      Row("shopt -s expand_aliases", true), Row("shopt -s globstar", false), Row("sqlite3 a.db '.shell b'", true),
      Row("sqlite3 a.db < b.sql", true), Row("sqlite3 a.db \"select writefile('b', 'c')\"", true),
      Row("sqlite3 ./a.db 'select 1'", false), Row("bash -c python3 < a.py", true), Row("sh -c sh <<< 'rm -r a'", true),
      Row("eval python3 < a.py", true), Row("bash -c 'grep a' < b", false), Row("npx prettier -c a", false),
      Row(String(repeating: "npx ", count: 31) + "a", false), Row(String(repeating: "npx ", count: 20_000) + "a", true),
      Row("npm exec -c 'a'", true), Row("npm exec a -- -c b", false), Row("bash <(a)", true), Row("bash < <(a)", true),
      Row("python3 <(a)", true), Row("grep x <(a)", false), Row("bash --rcfile a -i", true), Row("bash x <(a)", false),
      Row("python3 -X dev -c a", true), Row("python3 -W ignore a.py -c b", false), Row("node -C x -e a", true),
      Row("perl -I lib -e a", true), Row("perl -MFile::Copy a.pl", true), Row("julia -e a", true), Row("R -e a", true),
      Row("julia a.jl", false), Row("ghc -e a", true), Row("ghc -o a b.hs", false), Row("elixir --eval a", true),
      Row("erl -eval a", true), Row("ipython -c a", true), Row("jshell", true), Row("octave --eval=a", true),
      Row("tar --to-comm=a -xf b", true), Row("tar --checkpoint=9 -xf b", false), Row("split --fil=a b", true),
      Row("split -n 3 --verbose a", false), Row("rsync -ave ssh a b", true), Row("rsync -av a b", false),
      Row("curl -sK a", true), Row("curl -sHK a", false), Row("install -s --strip-program=a b c", true),
      Row("vim +'w b' a", true), Row("vim +12 a", false), Row("vi -c x a", true), Row("vim -es a", true),
      Row("emacs --batch -l a", true), Row("emacs -nw a", false), Row("less +!a b", true), Row("less +12 b", false),
      Row("alias a='b c'", true), Row("alias", false), Row("cd() { :; }; cd a", true), Row("gh alias set a '!b'", true),
      Row("gh pr list", false), Row("make -f - < a", true), Row("make -f a.mk", false), Row("make SHELL=a", true),
      Row("make CC=a", false), Row("psql -c '\\! a'", true), Row("psql -c 'select 1'", false), Row("mysql < a", true),
      Row("sqlite3 a.db 'attach \"b\" as c'", true), Row("dc -e '!a'", true), Row("a | m4", true), Row("m4 a", false),
      Row("gawk '@load \"a\"'", true), Row("wget -e use_askpass=a b", true), Row("concurrently 'a'", true),
      Row("nodemon --exec a", true), Row("nodemon a.js", false), Row("npm test -- -c a", false),
      Row("sqlite3 a.db 'select 1'", false),
      Row("kubectl exec a -- b", true), Row("kubectl get a", false),
      Row("systemd-run a", true), Row("while a; do sh; done < b", true),
    ]
    for row in rows {
      XCTAssertEqual(
        ShellActionReader.read(row.input).isOpaque, row.expected, row.input, file: row.file, line: row.line)
    }
  }
}
