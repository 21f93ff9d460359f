private import Glibc

exit(Panic.main())
