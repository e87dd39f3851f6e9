// Rings, out of nothing but two tones for each kind of news. Browsers allow no sound before the first touch.

const NOTES = {
  arrived: [880, 1174.7],
  back: [1174.7, 587.3],
  changed: [880, 880],
  voided: [440, 440],
  asked: [659.3, 440],
  fired: [1174.7, 1568],
};
const MUTED = "huuva-muted";

/** `changed` is called when it is muted, unmuted, or allowed to sound. */
export function makeBell(changed) {
  let muted = remembered() === "yes";
  const context = window.AudioContext ? new AudioContext() : null;
  const sounds = () => context !== null && context.state === "running";

  /** It would ring, but the browser waits for a touch. */
  const isBlocked = () => !muted && context !== null && !sounds();

  function allow() {
    if (isBlocked()) context.resume();
  }

  if (context) {
    context.onstatechange = changed;
    document.addEventListener("pointerup", allow);
    document.addEventListener("keydown", allow);
  }
  return {
    isMuted: () => muted,
    isBlocked,

    /** Mutes and unmutes; where it is blocked, the touch is for that. */
    toggle() {
      if (!isBlocked()) {
        muted = !muted;
        remember(muted ? "yes" : "no");
        changed();
      }
      allow();
    },

    /** `news` names the tones. */
    ring(news) {
      if (muted || !sounds()) return;
      NOTES[news].forEach((frequency, index) => play(context, frequency, context.currentTime + index * 0.18));
    },
  };
}

function play(context, frequency, at) {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0.4, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
  tone.connect(volume);
  volume.connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.6);
}

// A browser can be told to keep nothing; then asking it fails as well.
function remembered() {
  try {
    return localStorage.getItem(MUTED);
  } catch {
    return null;
  }
}

function remember(value) {
  try {
    localStorage.setItem(MUTED, value);
  } catch {
    // It holds until the page is left.
  }
}
