// Inside a worker this script listens for elk's own messages by itself.
import "elkjs/lib/elk-worker.min.js";
