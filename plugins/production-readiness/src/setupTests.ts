import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A machine that runs other tests beside these takes its time.
configure({ asyncUtilTimeout: 15_000 });

// jsdom has no layout and so nothing to scroll.
Element.prototype.scrollIntoView ??= () => {};
