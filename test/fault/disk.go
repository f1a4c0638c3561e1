package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
	"unsafe"
)

// disks are two small disks in files: one for the data, and one below it for the
// media, so that no commit of the database makes a blob's name last by the way. Nil
// is the machine's own disk, whose power stays on.
type disks struct{ data, media *disk }

// The data disk must hold more than what the program wants to leave free.
const (
	dataSize  = 4 << 30
	mediaSize = 4 << 30
)

// insertDisks makes the disks below dir and mounts them at dir/data.
func insertDisks(dir string) (*disks, error) {
	data := filepath.Join(dir, "data")
	d := &disks{}
	var err error
	if d.data, err = newDisk(filepath.Join(dir, "data.img"), data, dataSize); err != nil {
		return nil, err
	}
	if d.media, err = newDisk(filepath.Join(dir, "media.img"), filepath.Join(data, "media"), mediaSize); err != nil {
		return nil, errors.Join(err, d.eject())
	}
	return d, nil
}

// cut takes the power away from both at once: what was not synced is gone, and
// everything from now on fails.
func (d *disks) cut() error {
	if d == nil {
		return nil
	}
	return errors.Join(d.data.cut(), d.media.cut())
}

// back gives the power back; the program must be gone.
func (d *disks) back() error {
	if d == nil {
		return nil
	}
	if err := d.eject(); err != nil {
		return err
	}
	return errors.Join(d.data.mount(), d.media.mount())
}

// eject unmounts both.
func (d *disks) eject() error {
	if d == nil {
		return nil
	}
	return errors.Join(d.media.unmount(), d.data.unmount())
}

// disk is an ext4 file system in a file.
type disk struct{ image, at string }

func newDisk(image, at string, size int64) (*disk, error) {
	f, err := os.Create(image)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(f.Truncate(size), f.Close()); err != nil {
		return nil, err
	}
	if err := command("mkfs.ext4", "-q", "-F", image); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(at, 0o700); err != nil {
		return nil, err
	}
	d := &disk{image, at}
	if err := d.mount(); err != nil {
		return nil, err
	}
	// The names above the mount point are there before the first cut.
	return d, settle(at)
}

func (d *disk) mount() error { return command("mount", "-o", "loop", d.image, d.at) }

// unmount waits for processes that are still ending.
func (d *disk) unmount() error {
	if d == nil {
		return nil
	}
	var err error
	for range 500 {
		if err = command("umount", d.at); err == nil {
			return nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	return err
}

const (
	shutdown      = 0x8004587d // EXT4_IOC_SHUTDOWN, _IOR('X', 125, __u32)
	withoutTheLog = 2          // EXT4_GOING_FLAGS_NOLOGFLUSH: not even the journal is written out
)

func (d *disk) cut() error {
	if d == nil {
		return nil
	}
	root, err := os.Open(d.at)
	if err != nil {
		return err
	}
	defer root.Close() //nolint:errcheck // the disk is gone
	how := uint32(withoutTheLog)
	if _, _, no := syscall.Syscall(syscall.SYS_IOCTL, root.Fd(), shutdown, uintptr(unsafe.Pointer(&how))); no != 0 {
		return fmt.Errorf("this kernel cannot shut down an ext4 file system: %w", no)
	}
	return nil
}

// settle makes the names in a folder last.
func settle(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// command runs a tool of the system; its error says what the tool said.
func command(name string, args ...string) error {
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w %s", name, err, out)
	}
	return nil
}

// cannotCut tells why this machine cannot cut the power of a disk; nil where it can.
// It tries the whole way on a small disk.
func cannotCut(dir string) error {
	if os.Getuid() != 0 {
		return errors.New("only root may mount disks: run it as root")
	}
	d, err := newDisk(filepath.Join(dir, "probe.img"), filepath.Join(dir, "probe"), 16<<20)
	if err != nil {
		return err
	}
	return errors.Join(d.cut(), d.unmount(), d.mount(), d.unmount())
}
