/** Of en.js: confirming an email, passwords that are forgotten or changed. */
export const enAccount = {
  'password.title': 'Password',
  'password.text': 'A new password signs out all your other devices.',
  'password.save': 'Change password',
  'password.done': 'Your password is changed. Your other devices are signed out.',

  'forgotten.title': 'Forgot your password?',
  'forgotten.text': 'Tell us your email, and we send you a link to choose a new one.',
  'forgotten.send': 'Send me a link',
  'forgotten.back': 'Back to signing in',
  'forgotten.done.title': 'Look into your mails',
  'forgotten.done.text': 'If an account has this email, a link is on its way. It works for three hours.',

  'reset.title': 'Choose a new password',
  'reset.text': 'It replaces the one that you had, and signs out all your devices.',
  'reset.save': 'Save new password',
  'reset.again': 'Ask for a new link',
  'reset.done.title': 'Your password is changed',
  'reset.done.text': 'Sign in with the new one.',

  'auth.mailed.title': 'Look into your mails',
  'auth.mailed.text': 'We wrote to {email}. Open the link in that mail, then sign in here with your username.',

  'problem.proxy': 'Something between you and the server answered in its place: {title}',
  'changed.title': 'Another account is signed in',
  'changed.text':
    'Somebody signed in with another account in this browser. What you had written here and not sent is kept for your account.',
  'changed.go': 'Go on with the other account',

  'verify.title': 'Confirm your email',
  'verify.text': 'One click, and we know that this email is yours.',
  'verify.confirm': 'Confirm this email',
  'verify.done.title': 'Your email is confirmed',
  'verify.done.text': 'Asante! There is nothing else to do.',
  'verify.banner.label': 'Your email is not confirmed yet',
  'verify.banner.text': 'Please confirm {email}: open the link in the mail that we sent you.',
  'verify.banner.sent': 'A new link is on its way to {email}.',
  'verify.banner.again': 'Send again',
  'verify.banner.later': 'Not now',
  'problem.link-damaged':
    'This link is damaged or incomplete: mail programs break long links. Copy all of it from the mail into the address bar.',
  'link.home': 'Open Gumzo',
};
